import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument, visit } from 'yaml'
import { type Finding, UserError } from '../errors.ts'
import { canonicalName } from '../text/canonical-name.ts'
import type { RawDeployRules } from './deploy-rules.ts'
import type { RawLocks } from './locks.ts'
import { POLICY_SCHEMA } from './policy-schema.ts'
import type { RawReleases } from './releases.ts'
import type { RawRollout } from './rollout.ts'
import { type CheckedFile, checkAgainst, keyOf, lineOf } from './schema-check.ts'
import type { RawServices } from './services.ts'
import type { RawEnvironmentSlack, RawSlack } from './slack.ts'
import type { RawStale } from './stale.ts'
import type { RawStrategy } from './strategy.ts'

const REASON = 'policy-invalid'

/** The file's content in plain values, checked against the schema. */
interface RawPolicy extends Omit<RawDeployRules, 'order'>, RawReleases {
  readonly services?: RawServices
  readonly apps?: readonly string[]
  readonly doors?: readonly string[]
  readonly environments: Readonly<Record<string, RawRules | null>>
  readonly checks?: 'all' | 'required' | readonly string[] | RawChecks | null
  readonly 'no-checks'?: 'refuse' | 'allow'
  readonly 'wait-for-checks'?: string
  readonly 'image-attestation'?: 'optional' | 'required'
  readonly rollout?: RawRollout
  readonly strategy?: RawStrategy
  readonly 'when-held'?: 'wait' | 'refuse'
  readonly locks?: RawLocks | null
  readonly slack?: RawSlack | null
  readonly stale?: RawStale
}

/** What may be said for the whole file and again for one environment. */
export interface RawRules extends RawDeployRules, RawReleases {
  readonly checks?: 'all' | 'required' | readonly string[] | RawChecks | null
  readonly 'no-checks'?: 'refuse' | 'allow'
  readonly 'wait-for-checks'?: string
  readonly 'image-attestation'?: 'optional' | 'required'
  readonly rollout?: RawRollout
  readonly strategy?: RawStrategy
  readonly 'when-held'?: 'wait' | 'refuse'
  readonly slack?: RawEnvironmentSlack | null
  readonly stale?: RawStale
}

/** `checks:` as a map. */
export interface RawChecks {
  readonly count?: 'all' | 'required' | 'named'
  readonly events?: readonly string[]
  readonly required?: readonly string[]
  readonly ignored?: readonly string[]
}

/** The content, and the line of a node in it. */
interface ReadPolicy {
  readonly raw: RawPolicy
  readonly lineAt: (path: readonly (string | number)[]) => number | undefined
}

/** Reads and checks the YAML; throws a `UserError` (refused, `policy-invalid`) with every finding at once. */
export function readPolicyYaml(text: string, file: string): ReadPolicy {
  const lines = new LineCounter()
  // A key that is there twice is found with all the rest, not by the parser, which stops the rest from being looked at.
  const options = { lineCounter: lines, prettyErrors: false, uniqueKeys: false }
  const document = parseDocument(text.replace(/^\uFEFF/, ''), options)
  const checked: CheckedFile = { file, reason: REASON, document, lines }
  const broken = document.errors.map(
    (error): Finding => ({
      reason: REASON,
      text: sentenceOf(error.code, error.message),
      where: `${file}:${lines.linePos(error.pos[0]).line}`,
    }),
  )
  if (broken.length > 0) throw UserError.from(broken)
  keepNamesAsWritten(document)
  const contents = document.contents as ParsedNode | null
  if (contents === null) {
    const text = "the file is empty: name at least one environment under 'environments:'"
    throw UserError.from([{ reason: REASON, text, where: `${file}:1` }])
  }
  const findings = checkAgainst(POLICY_SCHEMA, contents, '', checked)
  if (findings.length === 0) findings.push(...namesMeantTwice(document, checked))
  if (findings.length > 0) throw UserError.from(findings)
  const lineAt = (path: readonly (string | number)[]) => {
    const node = document.getIn(path, true)
    return isNode(node) ? lineOf(node as ParsedNode, checked) : undefined
  }
  return { raw: document.toJS({ maxAliasCount: 100 }) as RawPolicy, lineAt }
}

/** Keys are names: `2024`, `1.10` and `0x10` stay as they were written, whatever else YAML takes them for. */
function keepNamesAsWritten(document: Document.Parsed): void {
  visit(document, {
    Pair: (_, { key }) => {
      if (isScalar(key) && typeof key.value !== 'string') key.value = key.source ?? ''
    },
  })
}

/** Names that GitHub takes for the same: a schema cannot say this. */
function namesMeantTwice(document: Document.Parsed, file: CheckedFile): Finding[] {
  const services = document.get('services')
  const environments = document.get('environments')
  const users = document.getIn(['slack', 'users'])
  const lists: readonly (readonly [string, readonly ParsedNode[]])[] = [
    ['services', isSeq(services) ? (services.items as ParsedNode[]) : keysIn(services)],
    ['environments', keysIn(environments)],
    ['slack.users', keysIn(users)],
  ]
  const findings: Finding[] = []
  for (const [what, nodes] of lists) {
    const seen = new Map<string, string>()
    for (const node of nodes) {
      const name = keyOf(node)
      const before = seen.get(canonicalName(name))
      if (before !== undefined) {
        const text = `${what} names '${before}' and '${name}', which GitHub takes for the same`
        findings.push({ reason: REASON, text, where: `${file.file}:${lineOf(node, file)}` })
      }
      seen.set(canonicalName(name), name)
    }
  }
  return findings
}

function keysIn(node: unknown): readonly ParsedNode[] {
  return isMap(node) ? node.items.map(pair => pair.key as ParsedNode) : []
}

/** The parser's own words where they are plain, ours where they are about its options. */
function sentenceOf(code: string, message: string): string {
  if (code === 'MULTIPLE_DOCS') return 'the file holds more than one YAML document: keep the first'
  return `not valid YAML: ${message.split('\n')[0] ?? message}`
}
