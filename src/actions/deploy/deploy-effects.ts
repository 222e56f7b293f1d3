import { randomUUID } from 'node:crypto'
import type { PipelineEffects } from '../../delivery/release/effects.ts'
import type { DeploySettings } from '../../delivery/release/settings.ts'
import { parseImageRepository } from '../../domain/image-reference.ts'
import { spawnExec as exec } from '../../process/spawn-exec.ts'
import { kubectlEnvironment } from '../../runner/child-environment.ts'
import type { Runner } from '../../runner/runner.ts'
import { deploymentEffects } from './deployment-effects.ts'
import type { DeployRunContext } from './run-context.ts'

/** What is not needed for the first requests to GitHub; loaded when the first of it is. */
const pipeline = () => import('./pipeline.ts')

/** What of a run the effects need. */
type EffectsContext = Pick<DeployRunContext, 'apiUrl' | 'owner' | 'repository' | 'childEnv' | 'workspace'>

/** What of a runner they need. */
type EffectsRunner = Pick<Runner, 'log' | 'masks' | 'clock' | 'env' | 'state' | 'saveState'>

/** The real effects of the pipeline: the registry, git, gomplate and kubectl. Throws for an image that is none. */
export function deployEffects(
  settings: DeploySettings,
  context: EffectsContext,
  runner: EffectsRunner,
  signal: AbortSignal,
): PipelineEffects {
  const shared = deploymentEffects(runner, context, settings.token, () => settings.slack)
  const { log, masks, clock } = shared
  const { childEnv, workspace } = context
  const repository = parseImageRepository(settings.image)
  const login = settings.registry === undefined ? {} : { login: settings.registry }
  const marker = randomUUID()
  const env = kubectlEnvironment(runner.env, Object.keys(settings.secretEnv), marker)
  // Before anything is started: `post` ends it also when this process is killed.
  shared.state.save('marker', marker)
  return {
    ...shared,
    signal,
    locks: github => ({
      lockOf: async question => (await pipeline()).gitLocks({ github, clock }).lockOf(question),
    }),
    lookUpImage: async (tag, signal) => {
      const { lookUpImage, credentialHelpers } = await pipeline()
      const askHelper = credentialHelpers({ exec, env, signal })
      return lookUpImage({ repository, tag, ...login, env: runner.env, askHelper, log, masks, clock, signal })
    },
    checkWorkTree: async (sha, { templates, values }, signal) =>
      (await pipeline()).checkWorkTree({ workspace, sha, paths: [templates, ...values], exec, env: childEnv, signal }),
    render: async (question, signal) =>
      (await pipeline()).render({ ...question, settings, childEnv, exec, log, masks, signal }),
    connectCluster: async (around, signal) =>
      (await pipeline()).connectWithKubectl({ ...around, settings, env, exec, masks, clock, signal }),
  }
}
