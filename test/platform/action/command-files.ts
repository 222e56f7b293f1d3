/**
 * What an action wrote to `GITHUB_OUTPUT` or `GITHUB_STATE`: `name=value` lines and `name<<DELIMITER` blocks. Throws where
 * the runner would fail the step.
 */
export function parseCommandFile(text: string): Record<string, string> {
  const values: Record<string, string> = {}
  const lines = text.split('\n')
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ''
    if (line === '') continue
    const [, name, delimiter] = /^([^=]+?)<<(.+)$/.exec(line) ?? []
    if (name !== undefined && delimiter !== undefined) {
      const end = lines.indexOf(delimiter, index + 1)
      if (end < 0) throw new Error(`"${name}": the delimiter "${delimiter}" does not come again`)
      values[name] = lines.slice(index + 1, end).join('\n')
      index = end
      continue
    }
    const equals = line.indexOf('=')
    if (equals < 1) throw new Error(`"${line}" is neither name=value nor name<<delimiter`)
    values[line.slice(0, equals)] = line.slice(equals + 1)
  }
  return values
}
