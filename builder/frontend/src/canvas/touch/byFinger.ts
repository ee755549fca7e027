/** Whether a click was made by a finger: it can drag nothing from a panel, so one tap does what two clicks do. */
export function byFinger(event: MouseEvent): boolean {
  return "pointerType" in event && event.pointerType === "touch";
}
