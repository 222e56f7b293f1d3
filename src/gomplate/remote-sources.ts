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
  let [line, counted] = [1, 0]
  for (const { offset, code, texts } of actionsIn(template)) {
    line += template.slice(counted, offset).split('\n').length - 1
    counted = offset
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

/**
 * The actions of a template; a `}}` inside a string does not end one. Each character is looked at once: a regular expression
 * takes for ever for quotes that are not closed, and the author of a commit writes the templates.
 */
function actionsIn(template: string): readonly Action[] {
  const actions: Action[] = []
  for (let offset = template.indexOf('{{'); offset >= 0; offset = template.indexOf('{{', offset)) {
    const comment = COMMENT.exec(template.slice(offset, offset + LONGEST_START))
    const end =
      comment === null ? readAction(template, offset, actions) : endOf(template, '*/', offset + comment[0].length)
    if (end === undefined) break
    offset = end
  }
  return actions
}

/** gomplate refuses what has more blanks there. */
const LONGEST_START = 100
const COMMENT = /^\{\{(?:-\s+)?\/\*/

/** Where it ends; undefined for one without end, which no template can have. */
function readAction(template: string, offset: number, actions: Action[]): number | undefined {
  const texts: string[] = []
  let [code, at] = ['', offset + '{{'.length]
  while (at < template.length) {
    if (template.startsWith('}}', at)) {
      actions.push({ offset, code, texts })
      return at + '}}'.length
    }
    const quote = template[at] ?? ''
    const end = QUOTES.includes(quote) ? endOfText(template, at) : at + 1
    if (end === undefined) return undefined
    if (end === at + 1) code += quote
    else {
      // A single character is no address.
      if (quote !== "'") texts.push(template.slice(at + 1, end - 1))
      code += '""'
    }
    at = end
  }
  return undefined
}

const QUOTES = ['"', '`', "'"]

function endOfText(template: string, start: number): number | undefined {
  const quote = template[start] ?? ''
  if (quote === '`') return endOf(template, quote, start + 1)
  for (let at = start + 1; at < template.length; at++) {
    if (template[at] === '\\') at += 1
    else if (template[at] === quote) return at + 1
  }
  return undefined
}

function endOf(template: string, what: string, from: number): number | undefined {
  const at = template.indexOf(what, from)
  return at < 0 ? undefined : at + what.length
}
