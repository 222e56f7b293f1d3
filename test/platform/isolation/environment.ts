/** Everything of a run is below this folder, inside its namespaces only. */
export const RUN_FOLDER = '/run/commit-train'

/** Names the control group of the run, for what starts containers. */
export const CGROUP_VARIABLE = 'COMMIT_TRAIN_CGROUP'

/** The folder of the run's programs: kubectl, crane, gomplate, node. */
export const BIN_VARIABLE = 'COMMIT_TRAIN_BIN'

/** Names a folder outside, not made yet: what a command leaves there outlives its run. */
export const KEPT_VARIABLE = 'COMMIT_TRAIN_KEPT'

/** Variables of the machine that would lead a run outside, or let it take the machine for a GitHub runner. */
const FOREIGN =
  /^(?:(?:https?|all|no|ftp)_proxy|KUBE.*|DOCKER_.*|GITHUB_.*|ACTIONS_.*|RUNNER_.*|INPUT_.*|GOMPLATE_.*)$/i

/** The environment of a command inside: the machine's without what is foreign, the run's programs first on the PATH. */
export function insideEnvironment(
  outer: Readonly<Record<string, string | undefined>>,
  run: { readonly bin: string; readonly cgroup: string; readonly kept: string },
): Record<string, string> {
  const kept = Object.entries(outer).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !FOREIGN.test(entry[0]),
  )
  return {
    ...Object.fromEntries(kept),
    PATH: [run.bin, outer.PATH ?? '', '/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/bin', '/bin'].join(':'),
    TMPDIR: `${RUN_FOLDER}/tmp`,
    DOCKER_CONFIG: `${RUN_FOLDER}/docker-config`,
    [BIN_VARIABLE]: run.bin,
    [CGROUP_VARIABLE]: run.cgroup,
    [KEPT_VARIABLE]: run.kept,
  }
}
