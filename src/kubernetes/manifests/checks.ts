import type { Finding } from '../../errors.ts'
import { groupOf, nameOf } from '../api/objects.ts'
import { annotationProblems } from '../kinds/annotations.ts'
import { checkImages } from './image-checks.ts'
import { locationOf, type Manifest } from './manifest.ts'

/** Checks all objects of a set: errors as findings, the rest as warnings. `image`: the reference to be deployed. */
export function checkSet(
  manifests: readonly Manifest[],
  image?: string,
): {
  readonly findings: readonly Finding[]
  readonly warnings: readonly Finding[]
} {
  const images = checkImages(manifests, image)
  return {
    findings: [...duplicates(manifests), ...manifests.flatMap(checkAnnotations), ...images.findings],
    warnings: images.warnings,
  }
}

function duplicates(manifests: readonly Manifest[]): readonly Finding[] {
  const first = new Map<string, Manifest>()
  const findings: Finding[] = []
  for (const manifest of manifests) {
    const { apiVersion, kind, metadata } = manifest.object
    const key = JSON.stringify([groupOf(apiVersion), kind, metadata.namespace ?? '', metadata.name])
    const before = first.get(key)
    if (before === undefined) first.set(key, manifest)
    else findings.push(duplicateOf(manifest, before))
  }
  return findings
}

/** The finding about an object that an earlier manifest defines already. */
export function duplicateOf(manifest: Manifest, before: Manifest): Finding {
  const text = `${nameOf(manifest.object)}: defined twice, also at ${locationOf(before)}; the second would overwrite the first`
  return { reason: 'object-duplicate', where: locationOf(manifest), text }
}

function checkAnnotations(manifest: Manifest): readonly Finding[] {
  return annotationProblems(manifest.object).map(problem => ({
    reason: 'annotation-invalid',
    where: locationOf(manifest),
    text: `${nameOf(manifest.object)}: ${problem}`,
  }))
}
