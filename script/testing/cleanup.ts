/** What ends what a test, or a test file, has started. */
type Cleanup = () => Promise<void> | void

const AFTER_TESTS: Cleanup[] = []
const AFTER_FILES: Cleanup[] = []

/**
 * Runs `cleanup` after each test of every file. For modules that several test files import: files of a worker share them, so
 * that a hook at the top of such a module would be one of the first file alone.
 */
export function afterEachTest(cleanup: Cleanup): void {
  AFTER_TESTS.push(cleanup)
}

/** The same after each file. */
export function afterEachFile(cleanup: Cleanup): void {
  AFTER_FILES.push(cleanup)
}

export async function cleanUpAfterTest(): Promise<void> {
  for (const cleanup of AFTER_TESTS) await cleanup()
}

export async function cleanUpAfterFile(): Promise<void> {
  for (const cleanup of AFTER_FILES) await cleanup()
}
