import type { BuildEffects } from '../../delivery/image/effects.ts'
import type { BuildContext } from '../../delivery/image/plan/context.ts'
import { DockerCli } from '../../docker/cli.ts'
import { DockerEngine } from '../../docker/docker-engine.ts'
import { commitReader } from '../../git/commit.ts'
import { bashScripts } from '../../process/bash.ts'
import { startProcessGroup as start } from '../../process/group.ts'
import { killMarked } from '../../process/leftovers.ts'
import { spawnExec as exec } from '../../process/spawn-exec.ts'
import { registryClient } from '../../registry/client.ts'
import { credentialHelpers } from '../../registry/credential-helper.ts'
import { commandEnvironment, dockerEnvironment } from '../../runner/child-environment.ts'
import type { Runner } from '../../runner/runner.ts'

/** What is of this run alone. */
export interface BuildRun {
  /** An empty folder with mode 0700; removed by the caller. */
  readonly folder: string
  /** By which the processes of this run are found. */
  readonly marker: string
  /** Aborted when the run is cancelled. */
  readonly signal: AbortSignal
}

/** The effects of a real build: docker, git and bash as child processes, the registry over HTTP. */
export function buildEffects(
  { workspace, event }: BuildContext,
  { log, print, room, masks, clock, env }: Pick<Runner, 'log' | 'print' | 'room' | 'masks' | 'clock' | 'env'>,
  { folder, marker, signal }: BuildRun,
): BuildEffects {
  const dockerEnv = dockerEnvironment(env, marker)
  const askHelper = credentialHelpers({ exec, env: dockerEnv, signal })
  return {
    ...{ log, print, room, folder, masks, clock, signal },
    startScript: bashScripts({ start, cwd: workspace, folder, env: commandEnvironment(env, marker) }),
    engine: new DockerEngine(new DockerCli(start, workspace, dockerEnv), folder),
    openRegistry: (access, login, repository) =>
      registryClient({ repository, env, askHelper, log, masks, clock, signal, access, login }),
    commit: commitReader({ workspace, sha: event.sha, exec, env: { PATH: env.PATH ?? '' } }),
    killLeftovers: () => killMarked(marker),
  }
}
