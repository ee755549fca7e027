/** Who is there. One's own face is where one names oneself; another's leads to where that person is. */
import { initials, type Person, type Present } from "../project/presence";
import type { Project } from "../project/project";
import { useStore } from "../project/store";
import { press, type StreamlitComponent } from "../streamlit";
import { counted, t } from "../words/words";
import type { TopBarData } from "./data";
import { NameField } from "./NameField";
import { usePopup } from "./usePopup";

const MOST = 4;

interface PeopleProps {
  readonly project: Project;
  readonly data: TopBarData;
  readonly component: StreamlitComponent<TopBarData>;
}

export function People({ project, data, component }: PeopleProps) {
  const present = useStore(project.present);
  const following = useStore(project.following);
  const me = data.person;
  const others = [...new Map(present.filter(({ id }) => id !== me?.id).map((one) => [one.id, one])).values()];
  const hidden = others.slice(MOST);

  function goTo({ client, page }: Present): void {
    project.following.set(following === client ? null : client);
    if (page && page !== data.page) press(component, "page", page);
  }

  return (
    <ul
      className="ll-people"
      aria-label={counted(others.length + 1, "{count} person is here", "{count} people are here")}
      data-testid="people"
    >
      {me && (
        <li>
          <Me project={project} me={me} component={component} />
        </li>
      )}
      {others.slice(0, MOST).map((person) => (
        <li key={person.id}>
          <button
            type="button"
            className="ll-face"
            style={{ "--person": person.color }}
            title={whereabouts(person, data)}
            aria-label={whereabouts(person, data)}
            aria-pressed={following === person.client}
            data-testid={`face-${person.name}`}
            onClick={() => goTo(person)}
          >
            {initials(person)}
          </button>
        </li>
      ))}
      {hidden.length > 0 && (
        <li className="ll-face more" title={hidden.map(({ name }) => name).join(", ")}>
          +{hidden.length}
        </li>
      )}
    </ul>
  );
}

function whereabouts({ name, page }: Present, { page: here, pages }: TopBarData): string {
  const title = pages.find(({ id }) => id === page)?.title;
  if (title && page !== here) return t("{name} is at {page}: go there", { name, page: title });
  return t("{name} is here: follow", { name });
}

interface MeProps {
  readonly project: Project;
  readonly me: Person;
  readonly component: StreamlitComponent<TopBarData>;
}

function Me({ project, me, component }: MeProps) {
  const { open, setOpen, root } = usePopup();
  const { name = me.name } = useStore(project.present).find(({ self }) => self) ?? {};

  function keep(next: string): void {
    setOpen(false);
    if (next === name) return;
    // The others see it at once; the workspace keeps it.
    if (next) project.introduce({ ...me, name: next });
    press(component, "name", next);
  }

  return (
    <div className="ll-share" ref={root}>
      <button
        type="button"
        className="ll-face me"
        style={{ "--person": me.color }}
        title={t("You are {name} to others: change your name", { name })}
        aria-label={t("You are {name} to others: change your name", { name })}
        aria-expanded={open}
        data-testid="me"
        onClick={() => setOpen(!open)}
      >
        {initials({ ...me, name })}
      </button>
      {open && <NameField name={name} keep={keep} leave={() => setOpen(false)} />}
    </div>
  );
}
