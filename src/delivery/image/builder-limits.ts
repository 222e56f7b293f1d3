import type { BuildSettings } from '../../actions/build/settings.ts'
import type { Builder } from '../../docker/builder.ts'
import { UserError } from '../../errors.ts'

type Asked = Pick<BuildSettings, 'platforms' | 'cache' | 'provenance' | 'secrets'>

const setUp = 'add docker/setup-buildx-action in a step before this one'

/** Refuses what this builder cannot do, before anything is built. Throws `builder-limit` with every reason. */
export function checkLimits({ kind, name, platform, exports }: Builder, asked: Asked): void {
  const problems: string[] = []
  if (!exports) {
    if (asked.platforms.length > 1) problems.push(`several platforms (${asked.platforms.join(', ')})`)
    if (asked.provenance !== 'none') problems.push('provenance')
    if (asked.cache === 'gha' || asked.cache === 'registry') problems.push(`cache: ${asked.cache}`)
  }
  if (kind === 'classic') {
    if (asked.cache === 'inline') problems.push('cache: inline')
    if (asked.secrets.length > 0) problems.push('secrets')
    const foreign = asked.platforms.find(each => each !== platform)
    if (asked.platforms.length === 1 && foreign !== undefined) {
      problems.push(`the platform ${foreign} (the engine's own is ${platform})`)
    }
  }
  if (problems.length > 0) {
    throw new UserError('builder-limit', `${name} cannot do this: ${problems.join('; ')}; ${setUp}, or leave it out`)
  }
}
