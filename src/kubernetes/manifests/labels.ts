import { createHash } from 'node:crypto'
import { isMapping, type KubeObject, mappingAt } from '../api/objects.ts'
import { podTemplatePath } from '../kinds/pod-workloads.ts'
import type { ObjectSet } from './manifest.ts'
import { withFieldChanged } from './pod-templates.ts'

/** Every record is keyed by service and environment; so are the labels. */
export interface ReleaseKey {
  readonly service: string
  readonly environment: string
}

export const MANAGED_BY = 'app.kubernetes.io/managed-by'
const SERVICE = 'commit-train.dev/service'
const ENVIRONMENT = 'commit-train.dev/environment'

/** The labels that say to which service and environment an object belongs. */
export const OWNER_LABELS = { service: SERVICE, environment: ENVIRONMENT } as const

/**
 * A text as a label value (at most 63 letters, digits, `-`, `_`, `.`, with a letter or digit at both ends).
 * What has to be changed gets a short hash of the original, so that two names never become one.
 */
export function labelValue(text: string): string {
  if (/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(text)) return text
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8)
  const readable = text.replace(/[^A-Za-z0-9_.-]+/g, '-').slice(0, 54)
  const trimmed = readable.replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '')
  return trimmed === '' ? hash : `${trimmed}-${hash}`
}

/** The label selector of everything that belongs to a service in an environment. */
export function selectorOf(key: ReleaseKey): string {
  return `${SERVICE}=${labelValue(key.service)},${ENVIRONMENT}=${labelValue(key.environment)}`
}

/** Whether the labels of an object have all that are wanted. */
export function hasLabels(
  labels: Readonly<Record<string, unknown>> | undefined,
  wanted: Readonly<Record<string, unknown>>,
): boolean {
  return Object.entries(wanted).every(
    ([label, value]) => Object.hasOwn(labels ?? {}, label) && labels?.[label] === value,
  )
}

/**
 * The standard labels on every object and pod template, never on selectors (those are immutable) and never with a
 * value that changes by commit (a pod would restart for nothing).
 */
export function labelled(set: ObjectSet, key: ReleaseKey): ObjectSet {
  const own = { [SERVICE]: labelValue(key.service), [ENVIRONMENT]: labelValue(key.environment) }
  return {
    ...set,
    manifests: set.manifests.map(manifest => ({ ...manifest, object: withLabels(manifest.object, own) })),
  }
}

function withLabels(object: KubeObject, own: Readonly<Record<string, string>>): KubeObject {
  const marked = withFieldChanged(object, ['metadata', 'labels'], labels => ({
    ...(isMapping(labels) ? labels : {}),
    [MANAGED_BY]: 'commit-train',
    ...own,
  }))
  const path = podTemplatePath(object)
  if (path === undefined || mappingAt(object, ...path) === undefined) return marked
  return withFieldChanged(marked, [...path, 'metadata', 'labels'], labels => ({
    // A selector may name the managed-by label that the template has, so that one stays.
    [MANAGED_BY]: 'commit-train',
    ...(isMapping(labels) ? labels : {}),
    ...own,
  }))
}
