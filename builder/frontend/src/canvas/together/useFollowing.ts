/** Goes where a person goes, from the moment one asked for it until one moves oneself. */
import { useOnViewportChange, useReactFlow, type Viewport } from "@xyflow/react";
import { type RefObject, useCallback, useEffect, useRef } from "react";
import type { Present } from "../../project/presence";
import { useStore } from "../../project/store";
import { useBench } from "../context";
import { placeIn } from "../place";

const EVERY_MS = 100;
const GLIDE_MS = 120;
const OWN_MOVES = ["pointerdown", "wheel", "keydown"] as const;

type Pane = RefObject<HTMLElement | null>;

/** The person whom one follows, if one does. */
export function useFollowed(): Present | null {
  const { project } = useBench();
  const following = useStore(project.following);
  const present = useStore(project.present);
  return present.find(({ client, self }) => client === following && !self) ?? null;
}

export function useFollowing(pane: Pane): void {
  const { project, view } = useBench();
  const { setCenter } = useReactFlow();
  const followed = useFollowed();
  const { block } = useStore(view.place);
  const leads = followed?.client ?? null;
  const { block: there = null, center, cursor } = followed ?? {};
  useShownCenter(pane);
  useOwnMoves(pane, leads !== null);

  useEffect(() => {
    if (leads !== null && view.place.get().block !== there) view.place.set(placeIn(project.document.get(), there));
  }, [leads, there, view, project]);

  const { x, y } = center ?? cursor ?? {};
  const zoom = center?.zoom;
  useEffect(() => {
    if (leads === null || block !== there || x === undefined || y === undefined) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    void setCenter(x, y, { ...(zoom && { zoom }), duration: still ? 0 : GLIDE_MS });
  }, [leads, block, there, x, y, zoom, setCenter]);
}

/** Whoever moves, goes their own way. */
function useOwnMoves(pane: Pane, following: boolean): void {
  const { project } = useBench();
  useEffect(() => {
    const element = pane.current;
    if (!following || !element) return;
    const stop = () => project.following.set(null);
    for (const move of OWN_MOVES) element.addEventListener(move, stop, { capture: true, passive: true });
    return () => {
      for (const move of OWN_MOVES) element.removeEventListener(move, stop, { capture: true });
    };
  }, [pane, following, project]);
}

/** Tells the others what of the canvas one sees. */
function useShownCenter(pane: Pane): void {
  const { project } = useBench();
  const { getViewport } = useReactFlow();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const show = useCallback(() => {
    timer.current = undefined;
    const { clientWidth, clientHeight } = pane.current ?? {};
    if (clientWidth && clientHeight) project.show("center", centerOf(getViewport(), clientWidth, clientHeight));
  }, [pane, project, getViewport]);
  const onChange = useCallback(() => {
    timer.current ??= setTimeout(show, EVERY_MS);
  }, [show]);
  useOnViewportChange({ onChange });
  useEffect(() => {
    onChange();
    return () => {
      clearTimeout(timer.current);
      timer.current = undefined;
      project.show("center", null);
    };
  }, [onChange, project]);
}

function centerOf({ x, y, zoom }: Viewport, width: number, height: number) {
  return {
    x: Math.round((width / 2 - x) / zoom),
    y: Math.round((height / 2 - y) / zoom),
    zoom: Math.round(zoom * 1000) / 1000,
  };
}
