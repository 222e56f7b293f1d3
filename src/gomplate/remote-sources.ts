/** Something in a template that would ask another machine. */
export interface RemoteSource {
  /** From 1. */
  readonly line: number
  /** The function, or the scheme of the address. */
  readonly what: string
}

/** gomplate's functions that read an address given as an argument. */
const READERS =
  /(?<![.$\w])(?:data\.)?(?:datasource|ds|include|defineDatasource|datasourceReachable|Datasource|Include|DefineDatasource|DatasourceReachable)\b/

/** gomplate's functions that ask a network by themselves. */
const LOOKUPS = /(?<![.$\w])(?:net\.Lookup\w+|aws\.\w+|gcp\.\w+|ec2(?:meta|dynamic|region|tags?))\b/

const LOCAL_SCHEMES = new Set(['file', 'stdin', 'env', 'merge'])

/**
 * Finds what would make the template depend on more than the commit: remote datasources and lookups, as far as they are
 * written out. This is for a clear line, not a sandbox: addresses put together from parts, and functions reached through
 * a variable, pass.
 */
export function remoteSources(template: string): readonly RemoteSource[] {
  const found: RemoteSource[] = []
  for (const { offset, code, texts } of actionsIn(template)) {
    const line = template.slice(0, offset).split('\n').length
    const lookup = LOOKUPS.exec(code)?.[0]
    if (lookup !== undefined) found.push({ line, what: lookup })
    if (!READERS.test(code)) continue
    const schemes = texts.map(text => /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase())
    const remote = schemes.find(scheme => scheme !== undefined && !LOCAL_SCHEMES.has(scheme))
    if (remote !== undefined) found.push({ line, what: `${remote}:` })
  }
  return found
}

interface Action {
  readonly offset: number
  /** The action without its string literals. */
  readonly code: string
  readonly texts: readonly string[]
}

const STRING_LITERAL = /"((?:\\.|[^"\\])*)"|`([^`]*)`/g

/** The actions of a template; a `}}` inside a string does not end one. */
function actionsIn(template: string): readonly Action[] {
  const action = /\{\{(?!-?\s*\/\*)((?:"(?:\\.|[^"\\])*"|`[^`]*`|(?!\}\})[\s\S])*)\}\}/g
  return [...template.matchAll(action)].map(match => {
    const inner = match[1] ?? ''
    const texts = [...inner.matchAll(STRING_LITERAL)].map(literal => literal[1] ?? literal[2] ?? '')
    return { offset: match.index, code: inner.replace(STRING_LITERAL, '""'), texts }
  })
}
