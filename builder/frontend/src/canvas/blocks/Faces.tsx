/** The others who are in a place, as their initials in their colours. */
import { initials } from "../../project/presence";
import { useStore } from "../../project/store";
import { useBench } from "../context";

export function Faces({ at }: { at: (block: string | null) => boolean }) {
  const { project } = useBench();
  const present = useStore(project.present);
  const there = present.filter(({ self, block }) => !self && at(block));
  const people = [...new Map(there.map((person) => [person.id, person])).values()];
  if (!people.length) return null;
  const names = people.map(({ name }) => name).join(", ");
  return (
    <span
      className="ll-faces"
      role="img"
      title={`${names} ${people.length > 1 ? "are" : "is"} here`}
      aria-label={`${names} here`}
    >
      {people.map((person) => (
        <i key={person.id} style={{ "--person": person.color }}>
          {initials(person)}
        </i>
      ))}
    </span>
  );
}
