import type { DeployContext } from '../../../deployments/context.ts'
import { UserError } from '../../../errors.ts'
import { withPrivateFolder } from '../../../files/private-folder.ts'
import { labelled } from '../../../kubernetes/manifests/labels.ts'
import type { ObjectSet } from '../../../kubernetes/manifests/manifest.ts'
import { withSecretData } from '../../../kubernetes/manifests/secret-data.ts'
import { parsePolicy } from '../../../policy/policy.ts'
import type { PipelineEffects } from '../effects.ts'
import { manifestPaths } from '../manifest-paths.ts'
import type { DeploySettings } from '../settings.ts'
import { plannedSubject } from './planned-subject.ts'

/** What a commit renders to. */
interface RenderedCommit {
  /** With our labels. */
  readonly set: ObjectSet
  readonly service: string
  readonly environment: string
  /** By its digest, else by its tag. */
  readonly image: string
  /** Why its digest is not known. */
  readonly unknownDigest: string | undefined
}

/** Renders what a deployment of a commit would apply, and asks no cluster: the image is shown by its tag where no registry helps. */
export async function renderCommit(
  { sha, policyText }: { readonly sha: string; readonly policyText: string },
  settings: DeploySettings,
  { repository, workspace, temp }: Pick<DeployContext, 'repository' | 'workspace' | 'temp'>,
  {
    masks,
    render,
    lookUpImage,
    state,
    signal,
  }: Pick<PipelineEffects, 'masks' | 'render' | 'lookUpImage' | 'state' | 'signal'>,
): Promise<RenderedCommit> {
  masks.addNamed(Object.entries(settings.secretEnv))
  const subject = plannedSubject(parsePolicy(policyText, { repository }), settings)
  const key = { service: subject.service, environment: subject.environment.name }
  masks.exempt(key.service, key.environment)
  const found = await lookUpImage(sha, signal).catch(noImage)
  const image = found instanceof UserError ? `${settings.image}:${sha}` : found.reference
  return withPrivateFolder(temp, async folder => {
    state.save('folder', folder)
    const paths = manifestPaths(settings, key, workspace)
    const set = await render({ paths, folder, deploy: { commit: sha, image, ...key, id: 0 } }, signal)
    const unknownDigest = found instanceof UserError ? found.message : undefined
    return { set: labelled(withSecretData(set), key), image, unknownDigest, ...key }
  })
}

function noImage(thrown: unknown): UserError {
  if (thrown instanceof UserError) return thrown
  throw thrown
}
