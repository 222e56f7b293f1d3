import { join } from "node:path";
import { mkdtemp, rm } from "node:fs/promises";

// src/files/private-folder.ts
/** Runs `work` with a folder that only this user can enter, and removes it afterwards with all that is in it. */
async function withPrivateFolder(temp, work) {
	const folder = await mkdtemp(join(temp, "deploy-"));
	try {
		return await work(folder);
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
	}
}

export { withPrivateFolder as t };