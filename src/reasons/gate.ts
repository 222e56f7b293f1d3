import type { ReasonTable } from './reason.ts'

/** Whether the commit may be deployed: its place on the default branch, its checks, its files. */
export const GATE = {
  allowed: {
    outcome: 'success',
    meaning: 'Nothing stands against the deployment of the commit.',
    advice: 'Nothing to do.',
  },
  'not-on-trunk': {
    outcome: 'refused',
    meaning: 'The commit is not on the first-parent line of the default branch.',
    advice: 'Merge it, then deploy the commit that the merge made on the default branch.',
  },
  'too-far-back': {
    outcome: 'refused',
    meaning: 'The commit is not among the newest 1,000 commits of the default branch.',
    advice: 'Deploy a newer commit.',
  },
  'checks-not-passed': {
    outcome: 'refused',
    meaning: 'At least one check of the commit did not pass.',
    advice:
      'Open the checks that are listed. Run them again if they are flaky, or deploy a commit whose checks passed.',
  },
  'checks-running': {
    outcome: 'refused',
    meaning: 'At least one check of the commit has not ended yet.',
    advice: 'Wait until all checks have ended, then deploy again.',
  },
  'check-failed': {
    outcome: 'refused',
    meaning: 'A check ended with a result other than success, skipped or neutral.',
    advice: 'Open the check, then correct the commit or run the check again.',
  },
  'check-cancelled': {
    outcome: 'refused',
    meaning:
      'A check was cancelled. Often `concurrency` with `cancel-in-progress` cancels it when the next commit is pushed.',
    advice: 'Run the check again. Set `cancel-in-progress: false` for pushes to the default branch.',
  },
  'check-running': {
    outcome: 'refused',
    meaning: 'A check has not ended yet.',
    advice: 'Wait until it has ended, then deploy again.',
  },
  'check-missing': {
    outcome: 'refused',
    meaning: 'The policy requires a check that the commit does not have.',
    advice: 'Correct the name under `checks: required` in the policy, or run the workflow that makes the check.',
  },
  'no-checks': {
    outcome: 'refused',
    meaning: 'The commit has no check that counts, and the policy does not allow that.',
    advice:
      'Run the checks on the default branch. For a repository without checks set `no-checks: allow` in the policy.',
  },
  'check-unreadable': {
    outcome: 'refused',
    meaning: 'A check of the commit could not be read in full, so it counts as not passed.',
    advice: 'Deploy again. If it stays, look at the check on GitHub and report it as a bug.',
  },
  'image-missing': {
    outcome: 'refused',
    meaning: 'The registry has no image with the full SHA of the commit as its tag.',
    advice: 'Look at the build of this commit: it must pass and push the image. Then deploy again.',
  },
  'image-of-other-commit': {
    outcome: 'refused',
    meaning:
      'The image under the SHA of the commit says, by its label `org.opencontainers.image.revision`, that it is of another commit of this repository, which is not one before it on the default branch.',
    advice:
      'Find out who pushed it: jobs of pull requests must not have `packages: write`. Delete the image and run the build of the commit again.',
  },
  'image-built-elsewhere': {
    outcome: 'refused',
    meaning:
      'GitHub has attestations of the image under the SHA of the commit, all of them can be read, and each says that it was built from another commit, which is not one before it on the default branch, by another repository, or for a pull request or a comment.',
    advice:
      'Find out who pushed it: jobs of pull requests must not have `packages: write`. Delete the image and run the build of the commit again.',
  },
  'image-not-attested': {
    outcome: 'refused',
    meaning:
      'The policy has `image-attestation: required`, and GitHub has no attestation of the image under the SHA of the commit, or shows none to this token.',
    advice:
      'Let the build attest the image with `actions/attest-build-provenance`, by its digest, and give the deploying job `permissions: attestations: read`. Where GitHub keeps none (GitHub Enterprise Server, private repositories of some plans) take `image-attestation: required` out of the policy.',
  },
  'image-attestation-unreadable': {
    outcome: 'error',
    meaning:
      'The policy has `image-attestation: required`, and GitHub has attestations of the image of which one cannot be read and no other fits.',
    advice:
      'The text says why. GitHub keeps them on a host of its own, which must be reachable from the runner; then deploy again.',
  },
  'commit-not-checked-out': {
    outcome: 'refused',
    meaning: 'The checked-out repository is at another commit, or does not have the commit.',
    advice:
      'Give `actions/checkout` the commit: `ref: ${{ github.event.deployment.sha }}`; in a build, see the error text.',
    actions: ['deploy', 'build'],
  },
  'work-tree-missing': {
    outcome: 'refused',
    meaning: 'The workspace is not a checked-out git repository, or git is not installed.',
    advice: 'Check the repository out with `actions/checkout` in a step before this one.',
  },
  'work-tree-changed': {
    outcome: 'refused',
    meaning: 'A template or values file differs from the commit, or is not in it.',
    advice: 'Do not write below these paths in a step before this one. Only what is in the commit may be deployed.',
  },
  'commit-incomplete': {
    outcome: 'error',
    meaning: 'The local repository does not have all files of the commit.',
    advice: 'Use `actions/checkout` without `filter`.',
  },
  'commit-malformed': {
    outcome: 'refused',
    meaning: 'The commit has a path that no commit can have.',
    advice: 'Run `git fsck` in the repository.',
  },
  'link-broken': {
    outcome: 'refused',
    meaning: 'A symbolic link among the templates or values leads to nothing, or back to itself.',
    advice: 'Remove or correct the link in a new commit.',
  },
  'file-outside-workspace': {
    outcome: 'refused',
    meaning: 'A symbolic link among the templates or values leads out of the repository.',
    advice: 'Put the file itself into the repository.',
  },
  'file-in-submodule': {
    outcome: 'refused',
    meaning: 'A template or values file is in a submodule, whose files belong to another repository.',
    advice: 'Put the file itself into this repository.',
  },
  'file-name-ambiguous': {
    outcome: 'refused',
    meaning:
      'Two files of the commit differ only in upper and lower case, and the disk of the runner treats them as one.',
    advice: 'Rename one of the files.',
  },
  'files-too-many': {
    outcome: 'refused',
    meaning: 'The templates and values hold more files than a deployment may read.',
    advice: 'Correct the inputs `templates` and `values`, or remove files.',
  },
} as const satisfies ReasonTable
