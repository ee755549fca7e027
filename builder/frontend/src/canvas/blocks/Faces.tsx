/** The others who are in a place, as their initials in their colours. */
import { useRef, useSyncExternalStore } from "react";
import { initials, type Present } from "../../project/presence";
import { counted } from "../../words/words";
import { useBench } from "../context";

type At = (block: string | null) => boolean;

export function Faces({ at }: { at: At }) {
  const people = usePeople(at);
  if (!people.length) return null;
  const names = people.map(({ name }) => name).join(", ");
  const sentence = counted(people.length, "{names} is here", "{names} are here", { names });
  return (
    <span className="ll-faces" role="img" title={sentence} aria-label={sentence}>
      {people.map((person) => (
        <i key={person.id} style={{ "--person": person.color }}>
          {initials(person)}
        </i>
      ))}
    </span>
  );
}

/** Who is there; new only where somebody came, went or changed their name, not whenever a cursor moves. */
function usePeople(at: At): readonly Present[] {
  const { project } = useBench();
  const known = useRef<readonly Present[]>([]);
  return useSyncExternalStore(project.present.subscribe, () => {
    const there = project.present.get().filter(({ self, block }) => !self && at(block));
    const people = [...new Map(there.map((person) => [person.id, person])).values()];
    const same = (one: Present, other: Present | undefined) => one.id === other?.id && one.name === other.name;
    const still =
      people.length === known.current.length && people.every((one, place) => same(one, known.current[place]));
    if (!still) known.current = people;
    return known.current;
  });
}
