import type { DeployInputs } from '../../actions/deploy/inputs.ts'
import type { GateQuestion } from '../../deployments/gate.ts'
import type { RunContext } from '../../actions/deploy/run-context.ts'
import { checkWorkTree } from '../../git/work-tree.ts'
import { lookUpImage } from '../../registry/image-lookup.ts'
import { parseImageRepository } from '../../registry/image-reference.ts'
import type { ManifestPaths } from './manifest-paths.ts'
import type { Effects } from './run.ts'

/** What the gate asks the registry and the work tree about a commit. */
export function commitQuestions(
  inputs: DeployInputs,
  context: RunContext,
  effects: Effects,
  sha: string,
  paths: ManifestPaths,
): Pick<GateQuestion, 'lookUpImage' | 'checkWorkTree'> {
  const { log, masks, clock, exec, env, signal } = effects
  const repository = parseImageRepository(inputs.image)
  const login = inputs.registry === undefined ? {} : { login: inputs.registry }
  return {
    lookUpImage: () => lookUpImage({ repository, tag: sha, ...login, env, log, masks, clock, signal }),
    checkWorkTree: () =>
      checkWorkTree({
        workspace: context.workspace,
        sha,
        paths: [paths.templates, ...paths.values],
        exec,
        env: context.childEnv,
        signal,
      }),
  }
}
