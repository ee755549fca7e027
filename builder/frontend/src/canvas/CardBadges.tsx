/** What a card says about its node beside its title: that its weights are shared or kept, or that it is passed by. */

import { t } from "../words/words";
import { Icon, type IconName } from "./icons";

interface Badges {
  readonly id: string;
  /** The colour of those who share its layer. */
  readonly linkHue: number | undefined;
  readonly frozen: boolean;
  readonly disabled: boolean;
}

export function CardBadges({ id, linkHue, frozen, disabled }: Badges) {
  if (linkHue === undefined && !frozen && !disabled) return null;
  return (
    <span className="ll-badges">
      {linkHue !== undefined && (
        <Badge id={id} name="link" icon="chain" sentence={t("Shares its weights with the layers of this colour")} />
      )}
      {frozen && (
        <Badge id={id} name="frozen" icon="lock" sentence={t("Frozen: training leaves its weights as they are")} />
      )}
      {disabled && <Badge id={id} name="disabled" icon="bypass" sentence={t("Disabled: what comes in is passed on")} />}
    </span>
  );
}

function Badge({ id, name, icon, sentence }: { id: string; name: string; icon: IconName; sentence: string }) {
  return (
    <span
      className={`ll-badge ${name}`}
      title={sentence}
      role="img"
      aria-label={sentence}
      data-testid={`${name}-${id}`}
    >
      <Icon name={icon} />
    </span>
  );
}
