import type { Finding } from '../../errors.ts'
import { nameOf } from '../api/objects.ts'
import { pinningOf, repositoryOf } from './image-names.ts'
import { locationOf, type Manifest } from './manifest.ts'
import { templateContainers } from './pod-templates.ts'

/**
 * Compares the images of all containers with the one that is to be deployed (`repository@sha256:…`, as the gate found
 * it): an image of the same repository must be exactly that, or another commit's code would run under this commit's name.
 * Without `image` only how firmly the references are pinned is checked.
 */
export function checkImages(
  manifests: readonly Manifest[],
  image?: string,
): {
  /** `image-wrong` and `image-not-pinned` */
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
        const text = `${subject}, which is not the image of this deployment; use {{ .deploy.image }}, which is ${image}`
        findings.push({ reason: 'image-wrong', where, text })
        used = true
      } else if (pinningOf(container.image) === 'floating') {
        const text = `${subject}, whose content can change at any time; use {{ .deploy.image }} or a digest`
        findings.push({ reason: 'image-not-pinned', where, text })
      } else if (pinningOf(container.image) === 'tag') {
        const text = `${subject}, a tag that could be moved; prefer a digest`
        warnings.push({ reason: 'image-not-by-digest', where, text })
      }
    }
  }
  if (image !== undefined && !used) {
    const text = `No container uses the image ${image}, so this release does not deploy it; if it should, use {{ .deploy.image }}`
    warnings.push({ reason: 'image-not-used', text })
  }
  return { findings, warnings }
}
