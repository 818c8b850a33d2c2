"""The commands of `stride`, one module a group; `docs/commands.md` describes them."""
