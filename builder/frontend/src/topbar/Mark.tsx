/** The product's mark: two threads across three, as on a loom. */
export function Mark() {
  return (
    <svg className="ll-logo" width="20" height="20" viewBox="0 0 20 20" aria-hidden>
      <path d="M5 2v16M10 2v16M15 2v16" />
      <path d="M2 7h1.6M6.4 7h7.2M16.4 7H18M2 13h6.6M11.4 13H18" />
    </svg>
  );
}
