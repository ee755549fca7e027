/** A field and what it finds: the search for layers, the palette of commands, kinds to replace by, ends for a wire. */
import { type ReactNode, useEffect } from "react";
import { type Asking, type Combobox, useCombobox } from "../../design/combobox/useCombobox";
import { useBorrowedFocus } from "../../design/focus";
import { useBench } from "../context";
import "./finding.css";
import { FinderList } from "./FinderList";
import type { Offer } from "./offer";

interface FinderProps {
  readonly box: Combobox<Offer>;
  /** What stands above the field, if anything. */
  readonly about?: ReactNode;
  /** What the empty field says, if not what it is for. */
  readonly hint?: string;
  /** What is said where nothing is found. */
  readonly nothing: string;
  readonly testid: string;
  readonly fieldTestid?: string;
}

export function Finder({
  box,
  about,
  hint = box.label,
  nothing,
  testid,
  fieldTestid = `${testid}-field`,
}: FinderProps) {
  const { view } = useBench();
  const field = useBorrowedFocus<HTMLInputElement>();
  const said = box.found.length ? "" : nothing;
  useEffect(() => {
    if (said) view.told.set(said);
  }, [said, view]);
  return (
    <div className="ll-finder" data-testid={testid}>
      {about && <p className="ll-finder-about">{about}</p>}
      <input {...box.field} ref={field} className="ll-finder-field" placeholder={hint} data-testid={fieldTestid} />
      <FinderList box={box} />
      {said && <p className="ll-nothing">{said}</p>}
    </div>
  );
}

type OffersFor<T> = Pick<Asking<T>, "label" | "find"> & { readonly close: () => void };

/** The offers that are found for what is typed: one is taken, and all is closed. */
export function useOffers<T extends Offer>({ label, find, close }: OffersFor<T>): Combobox<T> {
  function take(offer: T): void {
    close();
    offer.run();
  }
  return useCombobox({ label, find, able, take, leave: close });
}

const able = ({ refusal }: Offer) => !refusal;
