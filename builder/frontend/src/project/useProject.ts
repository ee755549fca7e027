import { useEffect } from "react";
import type { Person } from "./presence";
import type { Project } from "./project";

interface Visit {
  readonly role?: "edit" | "look";
  readonly person?: Person;
}

/** Keep a project's connection open while a component shows it, and say who is there. */
export function useHeld(project: Project, { role, person }: Visit): void {
  useEffect(() => project.hold(), [project]);
  useEffect(() => project.allow(role !== "look"), [project, role]);
  useEffect(() => {
    if (person) project.introduce(person);
  }, [project, person]);
}
