/**
 * The runner takes a line that begins with `::`, or has `##[` anywhere in it, for a command, and ends a line at a carriage
 * return too. What a pod or a registry wrote must not give commands, so both are broken up and control characters go.
 */
export function withoutCommands(text: string): string {
  return text
    .replaceAll(/[^\P{Cc}\n\t]/gu, ' ')
    .replaceAll(/^([^\S\n\r\u2028\u2029]*):(?=:)/gm, '$1:\u200b')
    .replaceAll('##[', '#\u200b#[')
}
