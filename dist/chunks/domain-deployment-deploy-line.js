import { s as TASK } from "./domain-history-deployments.js";
import { n as quotedWord } from "./domain-lock-lock-command.js";
import { n as shortSha } from "./domain-sha.js";

// src/domain/deployment/deploy-line.ts
/** The command that asks for a deployment, ready for a shell: `commit-train deploy staging 3f2c1ab`. */
function deployLine({ repository, service, task, environment, sha }) {
	const words = [...task === "deploy" ? [] : [service], environment].map(quotedWord);
	const where = repository === void 0 ? [] : ["--repo", quotedWord(repository)];
	return [
		"commit-train deploy",
		...words,
		shortSha(sha),
		...where
	].join(" ");
}

export { deployLine as t };