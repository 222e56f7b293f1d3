// src/domain/run-title.ts
/** The deployment that a run names in its title, as the templates' `run-name` does. */
function deploymentInTitle(title) {
	const named = /\bdeployment #?(\d{1,15})\b/i.exec(title)?.[1];
	return named === void 0 ? void 0 : Number(named);
}

export { deploymentInTitle as t };