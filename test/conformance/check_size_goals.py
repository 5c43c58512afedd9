"""Compares the verdicts of size-goals with the brute-forced truth.

  size-goals size_goals.json | check_size_goals.py size_goals.json

A goal that is always true must be proved, one that depends must be contingent
with a witness at which it fails. Truth is evaluated here once more, so that
the witness does not rest on the program that found it.
"""
import json
import sys

WANTED = {"always": "proved", "depends": "contingent"}
RELATIONS = {"eq": int.__eq__, "ne": int.__ne__, "ge": int.__ge__}


def fails_at(goal, witness):
    scope = dict(witness, min=min, max=max, __builtins__={})
    if not all(eval(fact, scope) for fact in goal["facts"]):
        return False
    return not RELATIONS[goal["kind"]](eval(goal["lhs"], scope), eval(goal["rhs"], scope))


def problem(goal, answer):
    wanted = WANTED[goal["truth"]]
    if answer["verdict"] != wanted:
        return f"{answer['verdict']} by {answer['stage']}, should be {wanted}"
    if wanted == "contingent" and not fails_at(goal, answer["witness"]):
        return f"does not fail at {answer['witness']}"
    return None


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        goals = json.load(file)["obligations"]
    answers = json.load(sys.stdin)["obligations"]
    if [g["id"] for g in goals] != [a["id"] for a in answers]:
        sys.exit("the answers are not those of the goals, in their order")
    right = 0
    for goal, answer in zip(goals, answers):
        what = problem(goal, answer)
        right += what is None
        if what:
            print(f"{goal['id']} {goal['facts']} {goal['kind']} "
                  f"{goal['lhs']} | {goal['rhs']}: {what}")
    print(f"{right} of {len(goals)} right")
    sys.exit(right != len(goals))


main()
