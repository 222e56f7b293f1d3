import { afterAll, afterEach } from 'vitest'
import { cleanUpAfterFile, cleanUpAfterTest } from './cleanup.ts'

// A set-up file: it is run before each test file, also where files share their modules.
afterEach(cleanUpAfterTest)
afterAll(cleanUpAfterFile)
