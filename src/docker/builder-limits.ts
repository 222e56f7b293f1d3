import { UserError } from '../errors.ts'
import type { ImageBuildPlan } from './build-plan.ts'
import type { Builder } from './builder.ts'

type WantedFeatures = Pick<
  ImageBuildPlan,
  'platforms' | 'cache' | 'provenance' | 'secrets' | 'sbom' | 'ssh' | 'buildContexts'
>

const BUILDX_ADVICE = 'add docker/setup-buildx-action in a step before this one'

/** Refuses what this builder cannot do, before anything is built. Throws `builder-limit` with every reason. */
export function checkLimits({ kind, name, platform, exports }: Builder, wanted: WantedFeatures): void {
  const problems: string[] = []
  if (!exports) {
    if (wanted.platforms.length > 1) problems.push(`several platforms (${wanted.platforms.join(', ')})`)
    if (wanted.provenance !== 'none') problems.push('provenance')
    if (wanted.sbom !== undefined) problems.push('sbom')
    if (wanted.cache === 'gha' || wanted.cache === 'registry') problems.push(`cache: ${wanted.cache}`)
  }
  if (kind !== 'buildx' && wanted.buildContexts.size > 0) problems.push('build-contexts')
  if (kind === 'classic') {
    if (wanted.ssh.length > 0) problems.push('ssh')
    if (wanted.cache === 'inline') problems.push('cache: inline')
    if (wanted.secrets.length > 0) problems.push('secrets')
    const foreign = wanted.platforms.find(each => each !== platform)
    if (wanted.platforms.length === 1 && foreign !== undefined) {
      problems.push(`the platform ${foreign} (the engine's own is ${platform})`)
    }
  }
  if (problems.length > 0) {
    throw new UserError(
      'builder-limit',
      `${name} cannot do this: ${problems.join('; ')}; ${BUILDX_ADVICE}, or leave it out`,
    )
  }
}
