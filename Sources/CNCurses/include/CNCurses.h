int bgt_placeholder(void);
