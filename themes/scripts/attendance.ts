// The list of who is at an event; nobody else needs this.
import { takeAttendance } from "./take-attendance";

document.querySelectorAll<HTMLElement>("[data-attendance]").forEach(takeAttendance);
