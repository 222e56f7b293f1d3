// src/domain/dashboard.ts
/** The address behind a template of the policy, each word encoded so that it cannot change the address around it. */
function dashboardUrl(template, words) {
	return template.replaceAll(/\{(service|environment|commit|repository)\}/g, (_, name) => encodeURIComponent(words[name].toWellFormed()));
}

export { dashboardUrl as t };