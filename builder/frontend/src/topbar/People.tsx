import type { Project } from "../project/project";
import { useStore } from "../project/store";

const MOST = 4;

/** Who is there; shown once there is someone else. */
export function People({ project }: { project: Project }) {
  const present = useStore(project.present);
  const people = [...new Map(present.map((person) => [person.id, person])).values()];
  if (people.length < 2) return null;
  return (
    <ul className="ll-people" aria-label={`${people.length} people are here`} data-testid="people">
      {people.slice(0, MOST).map(({ id, name, color, self }) => (
        <li key={id} style={{ "--person": color }} title={self ? `${name} (you)` : name}>
          {[...name.trim()][0]?.toUpperCase() ?? "?"}
        </li>
      ))}
      {people.length > MOST && (
        <li
          title={people
            .slice(MOST)
            .map(({ name }) => name)
            .join(", ")}
        >
          +{people.length - MOST}
        </li>
      )}
    </ul>
  );
}
