import { type Document, isMap, LineCounter, parseAllDocuments } from 'yaml'
import type { RenderedFile } from '../../domain/rendered-file.ts'
import { refuseLargeFiles } from '../../domain/rendered-size.ts'
import { type Finding, UserError } from '../../errors.ts'
import { isMapping, type KubeObject } from '../api/objects.ts'
import { checkSet } from './checks.ts'
import { withRun } from './cron-job-runs.ts'
import { makeNumbersExact } from './exact-numbers.ts'
import { mayHaveGeneratedName, randomSuffix, withGeneratedName } from './generated-names.ts'
import { kubectlTags } from './kubectl-yaml.ts'
import { checkCount } from './limits.ts'
import type { Manifest, ObjectSet } from './manifest.ts'
import { headProblem } from './object-head.ts'
import { yamlProblem } from './yaml-problem.ts'

export type { ObjectSet } from './manifest.ts'

/**
 * Reads rendered files as multi-document YAML. Documents without content are skipped: templates often render to a
 * comment alone. `List` kinds are expanded. `image` is the reference that is to be deployed, by digest: containers
 * from its repository must have exactly that. Throws one `UserError` (refused) that holds every finding of the set.
 */
export function parseManifests(
  files: readonly RenderedFile[],
  options: { readonly image?: string; readonly suffix?: () => string } = {},
): ObjectSet {
  const findings: Finding[] = []
  const { suffix = randomSuffix } = options
  refuseLargeFiles(files.map(({ file, text }) => ({ file, bytes: Buffer.byteLength(text) })))
  const manifests = files
    .flatMap(file => readFile(file, findings))
    .map(manifest => ({ ...manifest, object: named(manifest.object, suffix) }))
    .flatMap(manifest => withRun(manifest, suffix))
  if (manifests.length === 0 && findings.length === 0) {
    throw new UserError('manifests-empty', 'The templates render no object: there is nothing to deploy')
  }
  checkCount(manifests.length)
  const checked = checkSet(manifests, options.image)
  findings.push(...checked.findings)
  if (findings.length > 0) throw refusal(findings)
  return { manifests, warnings: checked.warnings }
}

function refusal(findings: readonly Finding[]): UserError {
  const isOfOneKind = findings.every(({ reason }) => reason === findings[0]?.reason)
  return UserError.from(findings, isOfOneKind ? {} : { reason: 'manifests-rejected' })
}

function readFile({ file, text }: RenderedFile, findings: Finding[]): readonly Manifest[] {
  const lines = new LineCounter()
  const lineAt = (offset: number): number => lines.linePos(offset).line
  const refuse = (line: number, problem: string): void => {
    findings.push({ reason: 'manifest-invalid', where: `${file}:${line}`, text: problem })
  }
  const found: Manifest[] = []
  const options = {
    lineCounter: lines,
    version: '1.2',
    merge: true,
    prettyErrors: false,
    customTags: kubectlTags,
  } as const
  for (const document of parseAllDocuments(text, options) as Document.Parsed[]) {
    const [error] = document.errors
    if (error !== undefined) {
      refuse(lineAt(error.pos[0]), `not YAML: ${yamlProblem(error.code)}`)
      continue
    }
    if (document.contents === null) continue
    const line = lineAt(document.contents.range?.[0] ?? 0)
    const before = findings.length
    makeNumbersExact(document, (offset, problem) => refuse(lineAt(offset), problem))
    if (findings.length > before) continue
    const value: unknown = plain(document, problem => refuse(line, problem))
    if (value === null || value === undefined) continue
    if (!isMap(document.contents) || !isMapping(value)) {
      refuse(line, 'a Kubernetes object is a mapping with apiVersion, kind and metadata; this is not one')
      continue
    }
    for (const item of expand(value)) {
      const problem = problemOf(item)
      if (problem === undefined) found.push({ object: item as KubeObject, file, line })
      else refuse(line, problem)
    }
  }
  return found
}

function plain(document: Document.Parsed, refuse: (problem: string) => void): unknown {
  try {
    // The limit stops documents that blow up by nested aliases.
    return document.toJS({ maxAliasCount: 100 })
  } catch {
    refuse('not YAML: its aliases do not resolve, or there are too many')
    return undefined
  }
}

function expand(value: Readonly<Record<string, unknown>>): readonly unknown[] {
  const list = typeof value.kind === 'string' && value.kind.endsWith('List') && Array.isArray(value.items)
  return list ? (value.items as unknown[]).flatMap(item => (isMapping(item) ? expand(item) : [item])) : [value]
}

/** With a name of its own, where it has only a prefix of one. */
function named(object: KubeObject, suffix: () => string): KubeObject {
  const { name, generateName } = object.metadata as { readonly name?: unknown; readonly generateName?: unknown }
  return !isText(name) && isText(generateName) ? withGeneratedName(object, generateName, suffix()) : object
}

function problemOf(value: unknown): string | undefined {
  if (!isMapping(value)) return 'a Kubernetes object is a mapping with apiVersion, kind and metadata; this is not one'
  const metadata = isMapping(value.metadata) ? value.metadata : {}
  if (!isText(value.apiVersion)) return `${isText(value.kind) ? `this ${value.kind}` : 'the object'} has no apiVersion`
  if (!isText(value.kind)) return 'the object has no kind'
  const { apiVersion, kind } = value
  const prefix = isText(metadata.name) ? undefined : metadata.generateName
  if (isText(prefix) && !mayHaveGeneratedName({ apiVersion, kind })) {
    return `the ${kind} uses generateName: every deployment would create another one; give it a name`
  }
  const name = isText(prefix) ? prefix : metadata.name
  if (!isText(name)) return `the ${kind} has no metadata.name`
  if (metadata.namespace !== undefined && !isText(metadata.namespace)) {
    return `the namespace of ${kind}/${name} is not a string`
  }
  return headProblem({ apiVersion, kind, name, namespace: metadata.namespace })
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}
