/** Of what kind something is, as a colour and a form: blocks are round on one side, what is no layer is as good as grey. */
import { useBench } from "./context";

export interface Kinded {
  readonly kind: string;
  /** The block of an instance. */
  readonly uses?: string | null;
}

export function KindMark({ kind, uses = null }: Kinded) {
  const { catalog } = useBench();
  const pale = uses === null && catalog.layer(kind)?.layer === false;
  return (
    <span
      className={uses === null ? "ll-mark" : "ll-mark ll-block-mark"}
      style={{ "--hue": catalog.hue(kind), ...(pale && { "--saturation": "12%" }) }}
    />
  );
}
