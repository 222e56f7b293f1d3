import type { ReasonTable } from './reason.ts'

/** Lint, test, and the image of a commit. */
export const BUILD = {
  'lint-failed': {
    outcome: 'failed',
    meaning: 'A command of the input `lint` failed.',
    advice: 'Read its last lines in the summary, and correct the commit.',
  },
  'test-failed': {
    outcome: 'failed',
    meaning: 'A command of the input `test` failed.',
    advice: 'Read its last lines in the summary, and correct the commit.',
  },
  'build-failed': {
    outcome: 'failed',
    meaning: 'The image could not be built.',
    advice: 'Read the last lines of the build in the summary, and correct the Dockerfile or the commit.',
  },
  'test-image-failed': {
    outcome: 'failed',
    meaning: 'A command of the input `test-image` failed in the built image. The image was not pushed.',
    advice: 'Read its last lines in the summary, and correct the commit.',
  },
  'build-context-missing': {
    outcome: 'failed',
    meaning: 'The folder of the input `context` does not exist.',
    advice: 'Set the input `context` to a folder of the repository.',
  },
  'dockerfile-missing': {
    outcome: 'failed',
    meaning: 'The Dockerfile does not exist.',
    advice: 'Add it, or set the input `dockerfile`.',
  },
  'push-failed': {
    outcome: 'error',
    meaning: 'The image could not be pushed.',
    advice: 'Read the message of docker in the error text, then run the job again.',
  },
  'tag-moved': {
    outcome: 'error',
    meaning: 'After the push the tag has another content than the one that was written.',
    advice: 'Run the job again. Make tags immutable in the registry, and let only one run build a commit.',
  },
  'copy-differs': {
    outcome: 'error',
    meaning: 'Another repository of the input `image` has other content under the tag of the commit.',
    advice: 'Delete that tag, or let buildx copy the image, then run the job again.',
  },
  'builder-limit': {
    outcome: 'error',
    meaning: 'The Docker builder does not support what the inputs ask for.',
    advice: 'Add `docker/setup-buildx-action` in a step before this one, or leave the input out.',
  },
  'docker-engine-unreachable': {
    outcome: 'error',
    meaning: 'No Docker engine answers.',
    advice: 'Start the engine, and check `DOCKER_HOST`.',
  },
  'docker-engine-died': {
    outcome: 'error',
    meaning: 'The connection to the Docker engine was lost during the build.',
    advice: 'Read the log of the engine, then run the job again.',
  },
  'disk-full': {
    outcome: 'error',
    meaning: 'The disk of the runner is full.',
    advice: 'Free space on the runner.',
  },
  'join-part-missing': {
    outcome: 'error',
    meaning: 'An image that the input `join` names is not in the registry.',
    advice: 'Check that its job passed, with the same `image` and the right `tag-suffix`.',
  },
  'join-platform-duplicate': {
    outcome: 'error',
    meaning: 'Two of the images that are joined are for the same platform.',
    advice: 'Let each job build for a platform of its own.',
  },
} as const satisfies ReasonTable
