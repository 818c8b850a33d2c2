// Checks SSML with a checker that knows nothing of this project. Standard input: a JSON list of documents.
// Output: a JSON list with the errors of each, an empty list where there are none.

const { readFileSync } = require("node:fs");
const { check } = require("@caspingus/ssml-check-core");

async function main() {
  const documents = JSON.parse(readFileSync(0, "utf8"));
  const errors = await Promise.all(documents.map((ssml) => check(ssml, { platform: "amazon" })));
  process.stdout.write(JSON.stringify(errors.map((found) => found ?? [])));
}

main();
