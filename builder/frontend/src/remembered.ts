/** What is worked out once for each state of something: states are never changed, a new one takes the place of the old. */

/** `make`, asked once for each key; forgotten with it. */
export function remembered<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    const found = known.get(key) ?? { value: make(key) };
    known.set(key, found);
    return found.value;
  };
}

/** `make`, asked again only when one of its arguments is another than the last time. */
export function again<A extends readonly unknown[], V>(make: (...given: A) => V): (...given: A) => V {
  let last: { readonly given: A; readonly value: V } | undefined;
  return (...given) => {
    if (!last?.given.every((each, at) => Object.is(each, given[at]))) last = { given, value: make(...given) };
    return last.value;
  };
}
