import { connectWithKubectl } from '../../delivery/release/connect-cluster.ts'
import type { PipelineEffects } from '../../delivery/release/effects.ts'
import { render } from '../../delivery/release/render.ts'
import type { DeploySettings } from '../../delivery/release/settings.ts'
import { noLocks } from '../../domain/history/lock.ts'
import { parseImageRepository } from '../../domain/image-reference.ts'
import { checkWorkTree } from '../../git/work-tree.ts'
import { spawnExec as exec } from '../../process/spawn-exec.ts'
import { credentialHelpers } from '../../registry/credential-helper.ts'
import { lookUpImage } from '../../registry/image-lookup.ts'
import { kubectlEnvironment } from '../../runner/child-environment.ts'
import type { Runner } from '../../runner/runner.ts'
import { deploymentEffects } from './deployment-effects.ts'
import type { DeployRunContext } from './run-context.ts'

/** The real effects of the pipeline: the registry, git, gomplate and kubectl. Throws for an image that is none. */
export function deployEffects(
  settings: DeploySettings,
  context: DeployRunContext,
  runner: Runner,
  signal: AbortSignal,
): PipelineEffects {
  const shared = deploymentEffects(runner, context, settings.token, () => settings.slack)
  const { log, masks, clock } = shared
  const { childEnv, workspace } = context
  const repository = parseImageRepository(settings.image)
  const login = settings.registry === undefined ? {} : { login: settings.registry }
  const env = kubectlEnvironment(runner.env, Object.keys(settings.secretEnv))
  const askHelper = credentialHelpers({ exec, env, signal })
  return {
    ...shared,
    signal,
    locks: noLocks,
    lookUpImage: (tag, signal) =>
      lookUpImage({ repository, tag, ...login, env: runner.env, askHelper, log, masks, clock, signal }),
    checkWorkTree: (sha, { templates, values }, signal) =>
      checkWorkTree({ workspace, sha, paths: [templates, ...values], exec, env: childEnv, signal }),
    render: (question, signal) => render({ ...question, settings, childEnv, exec, log, masks, signal }),
    connectCluster: (around, signal) => connectWithKubectl({ ...around, settings, env, exec, masks, clock, signal }),
  }
}
