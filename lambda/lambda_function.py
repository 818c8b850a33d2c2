"""AWS Lambda's entry point."""

from stride.skill.app import skill_from_environment

lambda_handler = skill_from_environment()
