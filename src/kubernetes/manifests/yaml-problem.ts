import type { ErrorCode } from 'yaml'

/** What each error of the parser means, without its own words: they quote the text, which could be a Secret. */
const MEANINGS: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'an alias cannot have a tag or an anchor',
  BAD_ALIAS: 'an alias has no name, or a name with a colon at its end',
  BAD_COLLECTION_TYPE: 'a list or mapping has a tag of something else',
  BAD_DIRECTIVE: 'a directive (a line that begins with %) is not known or not complete',
  BAD_DQ_ESCAPE: 'a text in double quotes has an escape that does not exist',
  BAD_INDENT: 'the indentation does not fit',
  BAD_PROP_ORDER: 'a tag or an anchor stands in the wrong place',
  BAD_SCALAR_START: 'a text begins with a character that is reserved; put it in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a mapping stands on the line of a key, as in "a: b: c"; put texts with a colon in quotes',
  BLOCK_IN_FLOW: 'an indented list or mapping stands within [] or {}',
  DUPLICATE_KEY: 'a key is there twice',
  IMPOSSIBLE: 'it cannot be read',
  KEY_OVER_1024_CHARS: 'a key is longer than 1024 characters; is a colon or a quote missing?',
  MISSING_CHAR: 'something is missing: a colon after a key, a comma, a closing quote or bracket',
  MULTILINE_IMPLICIT_KEY: 'a key goes over several lines; is a colon or a quote missing?',
  MULTIPLE_ANCHORS: 'a value has two anchors',
  MULTIPLE_DOCS: 'there are several documents where one is expected',
  MULTIPLE_TAGS: 'a value has two tags',
  NON_STRING_KEY: 'a key is not a text',
  RESOURCE_EXHAUSTION: 'it is nested too deeply or too large',
  TAB_AS_INDENT: 'a tab is used as indentation; use spaces',
  TAG_RESOLVE_FAILED: 'a tag does not fit its value',
  UNEXPECTED_TOKEN: 'something stands where it cannot, after a quote, a bracket, or the | or > of a text',
}

/** What is wrong with a text that is no YAML: words and code. */
export function yamlProblem(code: ErrorCode): string {
  return `${MEANINGS[code] ?? MEANINGS.IMPOSSIBLE} (${code})`
}
