export { escapeText } from "../../policies/residency/terminal-safe";
