/** A workflow command, as the runner reads it: `::warning::text`. */
export function commandLine(name: string, text: string): string {
  return `::${name}::${text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')}`
}
