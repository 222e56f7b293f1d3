import type { ErrorCode } from 'yaml'

/** What each error of the parser means, without its own words: they quote the text, which could be a Secret. */
const MEANINGS: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'an alias cannot have a tag or an anchor',
  BAD_ALIAS: 'an alias has no name, or a name with a colon at its end',
  BAD_COLLECTION_TYPE: 'a list or mapping has the tag of another type',
  BAD_DIRECTIVE: 'a directive (a line that begins with %) is unknown or incomplete',
  BAD_DQ_ESCAPE: 'a double-quoted string has an unknown escape',
  BAD_INDENT: 'the indentation is wrong',
  BAD_PROP_ORDER: 'a tag or an anchor is in the wrong place',
  BAD_SCALAR_START: 'a string begins with a reserved character; put it in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a mapping is on the line of a key, as in "a: b: c"; put strings with a colon in quotes',
  BLOCK_IN_FLOW: 'an indented list or mapping is inside [] or {}',
  DUPLICATE_KEY: 'a key occurs twice',
  IMPOSSIBLE: 'it cannot be read',
  KEY_OVER_1024_CHARS: 'a key is longer than 1024 characters; is a colon or a quote missing?',
  MISSING_CHAR: 'something is missing: a colon after a key, a comma, a closing quote or bracket',
  MULTILINE_IMPLICIT_KEY: 'a key spans several lines; is a colon or a quote missing?',
  MULTIPLE_ANCHORS: 'a value has two anchors',
  MULTIPLE_DOCS: 'there are several documents where one is expected',
  MULTIPLE_TAGS: 'a value has two tags',
  NON_STRING_KEY: 'a key is not a string',
  RESOURCE_EXHAUSTION: 'it is nested too deeply or too large',
  TAB_AS_INDENT: 'a tab is used as indentation; use spaces',
  TAG_RESOLVE_FAILED: 'a tag does not fit its value',
  UNEXPECTED_TOKEN: 'unexpected characters, after a quote, a bracket, or the | or > of a block string',
}

/** What is wrong with a text that is not YAML: words and code. */
export function yamlProblem(code: ErrorCode): string {
  return `${MEANINGS[code] ?? MEANINGS.IMPOSSIBLE} (${code})`
}
