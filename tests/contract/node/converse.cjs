// Holds a conversation through virtual-alexa, an emulator that knows nothing of this project.
// Arguments: address of the skill, interaction model, locale. Standard input: a JSON list of turns, each
// {"launch": true}, {"utter": "words"}, {"intend": "Name", "slots": {}} or {"end": true}. Output: the responses, as JSON.

const { readFileSync } = require("node:fs");
const { VirtualAlexa } = require("virtual-alexa");

async function take(alexa, turn) {
  if (turn.launch) return alexa.launch();
  if (turn.utter) return alexa.utter(turn.utter);
  if (turn.intend) return alexa.intend(turn.intend, turn.slots);
  return alexa.endSession();
}

async function main([url, model, locale]) {
  const alexa = VirtualAlexa.Builder().skillURL(url).interactionModelFile(model).locale(locale).create();
  const heard = [];
  for (const turn of JSON.parse(readFileSync(0, "utf8"))) {
    const response = await take(alexa, turn);
    heard.push({ prompt: response.prompt?.() ?? null, response: { ...response } });
  }
  process.stdout.write(JSON.stringify(heard));
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exit(1);
});
