/**
 * Dreams as people ask for them: what to make grow, how, on which photo; the recipe that says so in the picture; and the one
 * way in which every command that dreams has it done, {@link reverie.cli.dream.DreamStudio}.
 */
package reverie.cli.dream;
