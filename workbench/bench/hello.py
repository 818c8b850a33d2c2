"""The ASK SDK's own hello-world skill: the baseline every figure stands beside."""

from __future__ import annotations

import os

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill_builder import CustomSkillBuilder, SkillBuilder
from ask_sdk_core.utils import is_intent_name, is_request_type
from ask_sdk_model import Response


class Launch(AbstractRequestHandler):
    def can_handle(self, handler_input: HandlerInput) -> bool:
        return bool(is_request_type("LaunchRequest")(handler_input))

    def handle(self, handler_input: HandlerInput) -> Response:
        if TABLE:
            attributes = handler_input.attributes_manager.persistent_attributes
            attributes["visits"] = int(str(attributes.get("visits", 0))) + 1
            handler_input.attributes_manager.save_persistent_attributes()
        return handler_input.response_builder.speak("Hello").ask("Hello?").response


class Hello(AbstractRequestHandler):
    def can_handle(self, handler_input: HandlerInput) -> bool:
        return bool(is_intent_name("AMAZON.NextIntent")(handler_input))

    def handle(self, handler_input: HandlerInput) -> Response:
        return handler_input.response_builder.speak("Hello again").ask("Hello?").response


def _builder() -> SkillBuilder:
    if not TABLE:
        return SkillBuilder()
    import boto3
    from ask_sdk_dynamodb.adapter import DynamoDbAdapter

    resource = boto3.resource("dynamodb", endpoint_url=os.environ.get("AWS_ENDPOINT_URL_DYNAMODB"))
    return CustomSkillBuilder(persistence_adapter=DynamoDbAdapter(table_name=TABLE, dynamodb_resource=resource))


TABLE = os.environ.get("HELLO_TABLE")
"""With a table the skill counts visits in it through the SDK's DynamoDB adapter."""
builder = _builder()
builder.add_request_handler(Launch())
builder.add_request_handler(Hello())
lambda_handler = builder.lambda_handler()
