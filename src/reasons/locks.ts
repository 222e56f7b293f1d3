import type { ReasonTable } from './reason.ts'

/** Locks, and the commands that take them. */
export const LOCKS = {
  'lock-held': {
    outcome: 'refused',
    meaning: 'Another person, or an App, has locked it.',
    advice: 'Ask the owner. Only if they cannot be asked, run the command again with `--steal`.',
  },
  'lock-unreadable': {
    outcome: 'refused',
    meaning:
      'Something under the name of a lock cannot be read: another program wrote it, somebody edited it, or a newer commit-train made it. It counts as a lock.',
    advice:
      'Look at it with `commit-train status`. Use the newer version of commit-train, or remove it with `commit-train unlock … --steal`.',
    actions: ['command', 'deploy'],
  },
  'still-locked': {
    outcome: 'refused',
    meaning: 'There was no lock of that name to release, and other locks hold the same, or a part of it.',
    advice: 'Release the locks that the error text names, each by what it holds.',
  },
  'lock-contended': {
    outcome: 'error',
    meaning: 'The lock changed each time it was about to be written.',
    advice: 'Run the command again.',
  },
  'lock-place-empty': {
    outcome: 'error',
    meaning: 'The repository that is to keep the locks has no commit, and GitHub keeps no refs in such a one.',
    advice: 'Push a commit to it, a README for example, and lock again.',
  },
  'locks-off': {
    outcome: 'refused',
    meaning: 'The policy turns locks off (`locks: { refs: none }`).',
    advice: 'Take the line out of the policy on the default branch, where locks are wanted.',
  },
  'command-invalid': {
    outcome: 'refused',
    meaning: 'The words of a command are not those of its grammar.',
    advice: 'Correct the command as the error text says; `commit-train help` shows all of them.',
  },
  'command-not-permitted': {
    outcome: 'refused',
    meaning: 'Who wrote the comment may not give this command in this repository.',
    advice: 'Ask somebody with the role that the error text names, or have an administrator of the repository give it.',
  },
  'token-missing': {
    outcome: 'error',
    meaning: 'There is no token for GitHub.',
    advice: 'Run `gh auth login`, or set `GH_TOKEN`.',
  },
  'repository-unknown': {
    outcome: 'error',
    meaning: 'It is not known which repository is meant.',
    advice: 'Run the command in a clone of the repository, or name it with `--repo owner/name`.',
  },
  'repository-archived': {
    outcome: 'error',
    meaning: 'The repository is archived or disabled.',
    advice: 'Nothing can be deployed from it. Unarchive it in its settings.',
  },
} as const satisfies ReasonTable
