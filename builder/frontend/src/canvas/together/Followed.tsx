/** A frame around the canvas in the colour of the person whom one follows. */
import { t } from "../../words/words";
import { useBench } from "../context";
import { useFollowed } from "./useFollowing";

export function Followed() {
  const { project } = useBench();
  const person = useFollowed();
  if (!person) return null;
  return (
    <div className="ll-followed" style={{ "--person": person.color }} data-testid="followed">
      <button type="button" onClick={() => project.following.set(null)}>
        {t("You follow {name}: stop", { name: person.name })}
      </button>
    </div>
  );
}
