import { randomBytes } from 'node:crypto'
import { groupOf, type KubeObject } from '../api/objects.ts'

/** Kinds that end: of any other, every deployment would leave one more behind that runs for ever. */
const KINDS: ReadonlySet<string> = new Set(['batch/Job', '/Pod'])

/** As long as the API server lets a prefix be. */
const LONGEST_PREFIX = 58

/** Whether a name may be made from `metadata.generateName` for this object. */
export function mayHaveGeneratedName(object: Pick<KubeObject, 'apiVersion' | 'kind'>): boolean {
  return KINDS.has(`${groupOf(object.apiVersion)}/${object.kind}`)
}

/**
 * The object under a name of its own, made of its `generateName`. It is made here and not by the API server: an apply
 * that is repeated after a lost answer then makes no second Job, and the name is known before anything is written.
 */
export function withGeneratedName(object: KubeObject, prefix: string, suffix: string): KubeObject {
  const { generateName: _, ...metadata } = object.metadata as KubeObject['metadata'] & { generateName?: string }
  return { ...object, metadata: { ...metadata, name: `${prefix.slice(0, LONGEST_PREFIX)}${suffix}` } }
}

/** Five characters, as the API server would add. */
export function randomSuffix(): string {
  return Array.from(randomBytes(5), byte => ALPHABET[byte % ALPHABET.length]).join('')
}

/** Without vowels and what looks like them: no words come out. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789'
