import type { Finding } from '../../errors.ts'
import { nameOf } from '../api/objects.ts'
import { pinningOf, repositoryOf } from './image-names.ts'
import { locationOf, type Manifest } from './manifest.ts'
import { templateContainers } from './pod-templates.ts'

/**
 * Holds the images of all containers against the one that is to be deployed (`repository@sha256:…`, as the gate found
 * it): what is in its repository must be exactly it, or another commit's code would run under this commit's name.
 * Without `image` only how firmly images are named is looked at.
 */
export function checkImages(
  manifests: readonly Manifest[],
  image?: string,
): {
  /** `wrong-image` and `image-not-pinned` */
  readonly findings: readonly Finding[]
  /** `image-not-by-digest` and `image-not-used` */
  readonly warnings: readonly Finding[]
} {
  const findings: Finding[] = []
  const warnings: Finding[] = []
  const repository = image === undefined ? undefined : repositoryOf(image)
  let used = false
  for (const manifest of manifests) {
    const where = locationOf(manifest)
    for (const container of templateContainers(manifest.object)) {
      if (container.image === undefined) continue
      const subject = `${nameOf(manifest.object)}: container ${container.name} has the image ${container.image}`
      if (container.image === image) {
        used = true
      } else if (repositoryOf(container.image) === repository) {
        const text = `${subject}, which is not what is deployed; it must be {{ .deploy.image }}, which is ${image}`
        findings.push({ reason: 'wrong-image', where, text })
        used = true
      } else if (pinningOf(container.image) === 'floating') {
        const text = `${subject}, which changes under your feet; use .deploy.image or a digest`
        findings.push({ reason: 'image-not-pinned', where, text })
      } else if (pinningOf(container.image) === 'tag') {
        const text = `${subject}, a tag that could be moved; prefer a digest`
        warnings.push({ reason: 'image-not-by-digest', where, text })
      }
    }
  }
  if (image !== undefined && !used) {
    const text = `No container has the image ${image}: the release changes what is around the program, not the program; if that is not meant, use {{ .deploy.image }}`
    warnings.push({ reason: 'image-not-used', text })
  }
  return { findings, warnings }
}
