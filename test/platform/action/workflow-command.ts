/** A line with which an action speaks to the runner: `::error title=Oops::text` or `##[error]text`. */
export interface WorkflowCommand {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
}

/** The runner shows every other `::word::` as it stands. */
const KNOWN = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
])

/**
 * The command in a line, or undefined. `::` must come first (after blanks); the older `##[` is found anywhere in a line,
 * which is what makes a pod's log a danger.
 */
export function parseCommand(line: string): WorkflowCommand | undefined {
  const [, name, properties, data] = /^\s*::([^\s:]+)(?:\s+(.*?))?::(.*)$/.exec(line) ?? older(line)
  if (name === undefined || !KNOWN.has(name)) return undefined
  return { name, properties: parseProperties(properties ?? ''), data: unescapeData(data ?? '') }
}

function older(line: string): readonly (string | undefined)[] {
  return /##\[([^\s\]]+)(?:\s+([^\]]*))?\](.*)$/.exec(line) ?? []
}

function parseProperties(text: string): Record<string, string> {
  const properties: Record<string, string> = {}
  for (const pair of text.split(/[,;]/)) {
    const [, name, value] = /^\s*([^=\s]+)=(.+)$/.exec(pair) ?? []
    if (name !== undefined && value !== undefined) {
      properties[name] = unescapeData(value.replaceAll('%3A', ':').replaceAll('%2C', ','))
    }
  }
  return properties
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}
