"""What page 1 of each PDF of the shared data says: its title, and the arXiv id of its stamp.

The title page of 1606.06565 is among the damaged file's lost ones.
"""

TITLES: dict[str, tuple[str, str | None]] = {
    "1606.06565-Concrete_Problems_in_AI_Safety.pdf": ("Concrete Problems in AI Safety", None),
    "2203.02155-instructgpt.pdf": (
        "Training language models to follow instructions with human feedback",
        "2203.02155",
    ),
    "AI_safety_via_debate-paper.pdf": ("AI safety via debate", "1805.00899"),
    "A_StrongREJECT_for_Empty_Jailbreaks.pdf": (
        "A StrongREJECT for Empty Jailbreaks",
        "2402.10260",
    ),
    "Anthropic_s_Responsible_Scaling_Policy_version_2.2_.pdf": (
        "Responsible Scaling Policy",
        None,
    ),
    "Constitutional_AI-_Harmlessness_from_AI_Feedback.pdf": (
        "Constitutional AI: Harmlessness from AI Feedback",
        "2212.08073",
    ),
    "Frontier-safety-Framework-Google-Deepmind.pdf": ("Frontier Safety Framework", None),
    "Keep_the_Future_Human__AnthonyAguirre__5March2025.pdf": (
        "Keep the Future Human: Why and How We Should Close the Gates to AGI and "
        "Superintelligence, and What We Should Build Instead",
        None,
    ),
    "Levels_of_AGI_for_Operationalizing_Progress_on_the_Path_to_AGI.pdf": (
        "Position: Levels of AGI for Operationalizing Progress on the Path to AGI",
        "2311.02462",
    ),
    "Measuring_Faithfulness_in_Chain-of-Thought_Reasoning.pdf": (
        "Measuring Faithfulness in Chain-of-Thought Reasoning",
        "2307.13702",
    ),
    "Risks_from_Learned_Optimization_in_Advanced_Machine_Learning_Systems.pdf": (
        "Risks from Learned Optimization in Advanced Machine Learning Systems",
        "1906.01820",
    ),
    "Scalable_agent_alignment_via_reward_modeling-_a_research_direction-RRM.pdf": (
        "Scalable agent alignment via reward modeling: a research direction",
        "1811.07871",
    ),
    "TOWARD_BEST_RESEARCH_PRACTICES_IN_AI_PSYCHOLOGY.pdf": (
        "Toward Best Research Practices in AI Psychology",
        "2312.01276",
    ),
    "Towards_Understanding_Sycophancy_in_Language_Models.pdf": (
        "Towards Understanding Sycophancy in Language Models",
        "2310.13548",
    ),
    "Visibility_into_AI_Agents.pdf": ("Visibility into AI Agents", "2401.13138"),
    "gpt-4-system-card.pdf": ("GPT-4 System Card", None),
}
